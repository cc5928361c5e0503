/** A pipeline over a real file: whenever it is stopped, every record is accounted for. */
@NullMarked
package dev.asupersync.examples.birdstrikes;

import org.jspecify.annotations.NullMarked;
