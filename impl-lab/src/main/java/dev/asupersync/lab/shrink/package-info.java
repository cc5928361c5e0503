/** Makes a failing schedule shorter, by running the program again and again, until nothing more can be left out. */
@NullMarked
package dev.asupersync.lab.shrink;

import org.jspecify.annotations.NullMarked;
