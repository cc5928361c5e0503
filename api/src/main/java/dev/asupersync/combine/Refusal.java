package dev.asupersync.combine;

import java.time.Duration;

/**
 * Why a call was not let through.
 *
 * @param why what a person should know
 * @param retryAfter when it may be worth another try; zero where nobody knows
 */
public record Refusal(String why, Duration retryAfter) {}
