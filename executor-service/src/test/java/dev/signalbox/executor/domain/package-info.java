@org.jspecify.annotations.NullMarked
package dev.signalbox.executor.domain;
