/**
 * What a class implements so that the command line can run it by name.
 */
@NullMarked
package dev.asupersync.program;

import org.jspecify.annotations.NullMarked;
