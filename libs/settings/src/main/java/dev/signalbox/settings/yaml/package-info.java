/** YAML as people write it: every key and value with its place, and what is wrong with it. */
@NullMarked
package dev.signalbox.settings.yaml;

import org.jspecify.annotations.NullMarked;
