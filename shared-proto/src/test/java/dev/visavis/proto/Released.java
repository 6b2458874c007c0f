package dev.visavis.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CatalogueProto;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The schema of the last release, and records of each release; see `src/test/resources/released`.
final class Released {
  static final Path DIRECTORY = Path.of("src/test/resources/released");

  /// The values of the topics.
  static final List<Message> ROOTS =
      List.of(
          CallCommand.getDefaultInstance(),
          CallEvent.getDefaultInstance(),
          CallQuality.getDefaultInstance(),
          Delivery.getDefaultInstance(),
          DeviceEvent.getDefaultInstance(),
          UserProfile.getDefaultInstance());

  private Released() {}

  static FileDescriptorSet last() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      Path last =
          files
              .filter(file -> file.toString().endsWith(".binpb"))
              .max(Comparator.comparing(Path::toString))
              .orElseThrow();
      return FileDescriptorSet.parseFrom(Files.readAllBytes(last));
    }
  }

  /// The schema of this build.
  static FileDescriptorSet now() {
    Set<FileDescriptor> files = new LinkedHashSet<>();
    ROOTS.stream()
        .map(Message::getDescriptorForType)
        .map(Descriptor::getFile)
        .forEach(file -> collect(file, files));
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    files.forEach(file -> set.addFile(file.toProto()));
    return set.build();
  }

  private static void collect(FileDescriptor file, Set<FileDescriptor> into) {
    if (file.equals(CatalogueProto.getDescriptor())) {
      return; // schema options are never sent or stored
    }
    file.getDependencies().forEach(needed -> collect(needed, into));
    into.add(file);
  }
}
