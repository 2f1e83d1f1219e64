/** The language of the services: requests and facts as sealed records. */
@NullMarked
package dev.signalbox.events;

import org.jspecify.annotations.NullMarked;
