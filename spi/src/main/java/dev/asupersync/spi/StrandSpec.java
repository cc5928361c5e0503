package dev.asupersync.spi;

/**
 * What an interpretation should know of a strand.
 *
 * @param run the run that it belongs to
 * @param task the number of the task that it runs
 * @param name for people: {@code R3/mailer T7}
 * @param lane where it starts
 * @param deadlineNanos orders the timed lane; {@code Long.MAX_VALUE} for none
 */
public record StrandSpec(long run, long task, String name, Lane lane, long deadlineNanos) {}
