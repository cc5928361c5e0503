/** Money moves between accounts, and none is lost however it is stopped. With a bug in it, for the lab to find. */
@NullMarked
package dev.asupersync.examples.transfers;

import org.jspecify.annotations.NullMarked;
