/** What is said of a project's files, in the forms that people and their tools read. */
@NullMarked
package dev.signalbox.cli.validate;

import org.jspecify.annotations.NullMarked;
