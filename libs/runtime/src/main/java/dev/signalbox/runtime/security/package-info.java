/** Who asks and who signs: the local token, the service's key and the keys that it trusts. */
@NullMarked
package dev.signalbox.runtime.security;

import org.jspecify.annotations.NullMarked;
