package dev.visavis.helm;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Reads the interfaces marked with `@ConfigMapping` from Java sources.
final class ConfigMappings {
  /// A setting.
  ///
  /// @param fallback the value of `@WithDefault`; null if there is none
  /// @param optional whether the service works without it
  record Setting(@Nullable String fallback, boolean optional) {}

  /// Replaces a map's key, which may be empty, in the name of a setting.
  private static final String EACH = ".*";

  private ConfigMappings() {}

  /// The settings by their keys; in the key of a setting inside a map, `*` replaces the map's key.
  static Map<String, Setting> of(Sources service) throws IOException {
    Map<String, Setting> settings = new TreeMap<>();
    for (Path file : service.java()) {
      if (Files.readString(file).contains("@ConfigMapping")) {
        read(file, settings);
      }
    }
    return settings;
  }

  private static void read(Path file, Map<String, Setting> settings) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
      Map<String, ClassTree> types = new HashMap<>();
      for (var unit : task.parse()) {
        unit.accept(new TypeCollector(), types);
      }
      for (ClassTree type : types.values()) {
        annotation(type.getModifiers().getAnnotations(), "ConfigMapping")
            .ifPresent(prefix -> collect(type, prefix, types, settings));
      }
    }
  }

  private static void collect(
      ClassTree type, String prefix, Map<String, ClassTree> types, Map<String, Setting> settings) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        String key = prefix + "." + name(method);
        String returned = method.getReturnType().toString();
        boolean map = returned.startsWith("Map<");
        ClassTree group = types.get(map ? lastArgument(returned) : returned);
        if (group != null) {
          collect(group, map ? key + EACH : key, types, settings);
        } else {
          String fallback =
              annotation(method.getModifiers().getAnnotations(), "WithDefault").orElse(null);
          boolean optional = returned.startsWith("Optional") || key.contains(EACH);
          settings.put(key, new Setting(fallback, optional));
        }
      }
    }
  }

  /// The last part of the key.
  private static String name(MethodTree method) {
    return annotation(method.getModifiers().getAnnotations(), "WithName")
        .orElseGet(() -> kebab(method.getName().toString()));
  }

  private static String lastArgument(String mapType) {
    return mapType.substring(mapType.lastIndexOf(',') + 1, mapType.length() - 1).strip();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /// The text of an annotation, from its value or its prefix.
  private static Optional<String> annotation(
      List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream()
        .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
        .map(annotation -> text(annotation.getArguments().getFirst()))
        .findFirst();
  }

  private static String text(ExpressionTree argument) {
    ExpressionTree value =
        argument instanceof AssignmentTree named ? named.getExpression() : argument;
    return String.valueOf(((LiteralTree) value).getValue());
  }

  private static final class TypeCollector extends TreeScanner<Void, Map<String, ClassTree>> {
    @Override
    public Void visitClass(ClassTree type, Map<String, ClassTree> types) {
      types.put(type.getSimpleName().toString(), type);
      return super.visitClass(type, types);
    }
  }
}
