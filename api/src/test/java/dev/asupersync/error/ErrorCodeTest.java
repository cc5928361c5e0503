package dev.asupersync.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void every_code_is_cx_and_four_digits_and_different() {
    assertThat(ErrorCode.values()).extracting(ErrorCode::code)
        .allMatch(code -> code.matches("CX-[1-5]\\d{3}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_message_begins_with_the_code_and_ends_with_where_to_read_more() {
    assertThat(ErrorCode.WRONG_STRAND.format("Task T7 did it."))
        .isEqualTo("CX-2002 Task T7 did it. [docs/errors.md#cx-2002]");
  }

  @Test
  void everything_coded_carries_its_code_in_the_message() {
    ErrorCode code = ErrorCode.BAD_VALUE;
    Exception cause = new Exception("why");

    assertThat(Arrays.<Coded>asList(
        new CxUsageException(code, "x"), new CxUsageException(code, "x", cause),
        new CxConfigException(code, "x"), new CxConfigException(code, "x", cause),
        new CxBugException(code, "x"), new CxBugException(code, "x", cause),
        new CxViolationException(code, "x")))
        .allSatisfy(coded -> {
          assertThat(coded.code()).isEqualTo(code);
          assertThat((Throwable) coded).hasMessageStartingWith("CX-1008 x");
        });
  }
}
