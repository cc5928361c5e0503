/**
 * Conversations between two tasks whose order the compiler checks. Start at
 * {@link dev.asupersync.session.Protocol}. Everything here is written over channels and obligations.
 */
@NullMarked
package dev.asupersync.session;

import org.jspecify.annotations.NullMarked;
