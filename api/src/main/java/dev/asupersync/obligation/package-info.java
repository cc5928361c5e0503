/**
 * Linear tokens: reserved once, resolved exactly once. The region of a token does not close before that.
 */
@NullMarked
package dev.asupersync.obligation;

import org.jspecify.annotations.NullMarked;
