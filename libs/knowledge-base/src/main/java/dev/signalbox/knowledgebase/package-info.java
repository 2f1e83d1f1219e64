/**
 * The knowledge base that the documentation speaks of: its migrations as a folder, and believable
 * rows for each of its versions.
 */
@NullMarked
package dev.signalbox.knowledgebase;

import org.jspecify.annotations.NullMarked;
