/**
 * The language of a program: start at {@link dev.asupersync.Cx}, then {@link dev.asupersync.Scope},
 * {@link dev.asupersync.TaskHandle} and {@link dev.asupersync.Outcome}; then the values
 * {@link dev.asupersync.Budget} and {@link dev.asupersync.CancelReason}.
 *
 * <p>Nothing here knows how a program is interpreted, and there is no static way to get a {@code Cx}
 * or a runtime. Do not add anything that needs more than {@code java.base}.
 */
@NullMarked
package dev.asupersync;

import org.jspecify.annotations.NullMarked;
