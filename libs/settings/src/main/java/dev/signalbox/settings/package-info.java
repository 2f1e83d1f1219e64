/**
 * What a project says of its databases and environments, read whole or refused with every error.
 */
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
