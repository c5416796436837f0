import java.util.List;
import java.util.stream.Collectors;

/** As much JSON as the flow prints: no library is needed for it. */
final class Json {
  private Json() {}

  static String of(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  static String of(List<String> texts) {
    return texts.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
  }
}
