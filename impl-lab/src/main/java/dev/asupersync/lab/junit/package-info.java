/** The lab as a test framework: start at {@link dev.asupersync.lab.junit.LabTest}. Needs JUnit Jupiter. */
@NullMarked
package dev.asupersync.lab.junit;

import org.jspecify.annotations.NullMarked;
