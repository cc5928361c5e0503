/** Micrometer's context-propagation in tasks. Start at {@link dev.asupersync.propagation.PropagatedContext}. */
@NullMarked
package dev.asupersync.propagation;

import org.jspecify.annotations.NullMarked;
