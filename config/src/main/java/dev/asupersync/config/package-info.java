/**
 * From HOCON to a runtime. Start at {@link dev.asupersync.config.Runtimes}, then
 * {@link dev.asupersync.config.ConfigSource} for where settings come from. Inside: {@code Layers} puts the
 * sources over each other, {@code Schema} finds keys that do not exist, {@code SectionSettings} reads values,
 * {@code Assembly} asks the providers, and {@code ConfigProblems} collects what is wrong, so that all of it
 * is told at once. No defaults here: they stand in {@code reference.conf}.
 */
@NullMarked
package dev.asupersync.config;

import org.jspecify.annotations.NullMarked;
