/** SLF4J's logging context in tasks. Start at {@link dev.asupersync.mdc.MdcContext}. */
@NullMarked
package dev.asupersync.mdc;

import org.jspecify.annotations.NullMarked;
