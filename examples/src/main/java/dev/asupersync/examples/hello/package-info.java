/** The smallest program that shows what a region is for. */
@NullMarked
package dev.asupersync.examples.hello;

import org.jspecify.annotations.NullMarked;
