/**
 * A page for a browser that shows what a runtime does. Start at {@link dev.asupersync.debug.DebugPage}: it records
 * events ({@code Recorder}), looks at the live tree now and then ({@code Looks}, {@code Picture}), and answers
 * questions about both ({@code Pages}, {@code Explain}, {@code Findings}). Nothing here can change the runtime.
 */
@NullMarked
package dev.asupersync.debug;

import org.jspecify.annotations.NullMarked;
