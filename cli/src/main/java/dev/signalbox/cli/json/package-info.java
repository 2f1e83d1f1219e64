/**
 * JSON as a tree, read and written with as few classes as possible: a command lives for half a
 * second.
 */
@NullMarked
package dev.signalbox.cli.json;

import org.jspecify.annotations.NullMarked;
