package dev.asupersync.lab.trace;

import java.nio.file.Path;

/**
 * Where a trace goes, beside or in place of memory.
 *
 * @param file written anew by each run; holds the trace of the last one
 * @param program what the file says ran
 */
public record TraceTarget(Path file, String program) {}
