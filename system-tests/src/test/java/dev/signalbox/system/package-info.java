/** The whole product from outside: real processes, real brokers, real faults. */
@NullMarked
package dev.signalbox.system;

import org.jspecify.annotations.NullMarked;
