/**
 * The judges of a run: passive observers that remember what they need and, when the run has ended, say what
 * was broken and by whom. Start at {@link dev.asupersync.lab.oracle.OracleSuite}. An oracle judges one rule
 * and never changes anything.
 */
@NullMarked
package dev.asupersync.lab.oracle;

import org.jspecify.annotations.NullMarked;
