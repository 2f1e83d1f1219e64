/** The four services and a Kafka broker in one JVM, for one project folder. */
@NullMarked
package dev.signalbox.standalone;

import org.jspecify.annotations.NullMarked;
