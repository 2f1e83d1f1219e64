/** Ed25519: who may say that an actor is authenticated, and who may release a plan. */
@NullMarked
package dev.signalbox.events.signing;

import org.jspecify.annotations.NullMarked;
