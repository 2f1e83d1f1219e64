/** YAML files that people write, read strictly: everything that is wrong, with its place. */
@NullMarked
package dev.signalbox.settings.yaml;

import org.jspecify.annotations.NullMarked;
