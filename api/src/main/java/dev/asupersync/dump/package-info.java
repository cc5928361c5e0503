/**
 * The live region tree as values, for people and for tools.
 */
@NullMarked
package dev.asupersync.dump;

import org.jspecify.annotations.NullMarked;
