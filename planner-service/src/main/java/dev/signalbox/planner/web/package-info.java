/** Requests, plans and databases over REST. */
@NullMarked
package dev.signalbox.planner.web;

import org.jspecify.annotations.NullMarked;
