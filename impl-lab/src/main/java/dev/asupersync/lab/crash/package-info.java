/**
 * Ends the process of a program at any point, and lets a second one recover from what the first had made durable:
 * start at {@link dev.asupersync.lab.crash.CrashTest}.
 */
@NullMarked
package dev.asupersync.lab.crash;

import org.jspecify.annotations.NullMarked;
