/** Events to and from Kafka records: CloudEvents binary written, binary and structured read. */
@NullMarked
package dev.signalbox.events.codec;

import org.jspecify.annotations.NullMarked;
