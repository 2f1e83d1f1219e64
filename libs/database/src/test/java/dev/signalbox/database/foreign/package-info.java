/** Tests of histories that other tools keep. */
@NullMarked
package dev.signalbox.database.foreign;

import org.jspecify.annotations.NullMarked;
