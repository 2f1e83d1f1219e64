@org.jspecify.annotations.NullMarked
package dev.signalbox.planner.domain;
