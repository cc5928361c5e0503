/** Under real threads: what the kernel does without a lock. In its package, to see what it hides. */
package dev.asupersync.kernel;
