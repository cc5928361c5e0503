/**
 * Explores every schedule that differs from the others, each once: stateless partial order reduction with wakeup
 * trees. Two schedules that differ only in the order of steps which do not touch the same thing are one class.
 */
@NullMarked
package dev.asupersync.lab.dpor;

import org.jspecify.annotations.NullMarked;
