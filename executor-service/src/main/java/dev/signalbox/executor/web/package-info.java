/** What is happening, over REST. */
@NullMarked
package dev.signalbox.executor.web;

import org.jspecify.annotations.NullMarked;
