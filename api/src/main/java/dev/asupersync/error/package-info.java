/**
 * What can go wrong, one class per person who must act, each with a code that has a heading of its
 * own in docs/errors.md.
 */
@NullMarked
package dev.asupersync.error;

import org.jspecify.annotations.NullMarked;
