package dev.visavis.media.room;

import dev.visavis.media.MediaKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a device's SDP offer says that matters here (RFC 8866, RFC 9143).
///
/// @param sessionId of the `o=` line: two offers of one RTCPeerConnection have the same, those of
///     two connections do not
/// @param mids the sections to be used, by what they carry: the first audio is the microphone, the
///     first video the camera, the second the screen
public record OfferedMedia(String sessionId, Map<MediaKind, String> mids) {

  private record Section(String media, boolean isRejected, String mid) {}

  /// Never fails: what it does not understand is left out. The media server checks the rest.
  public static OfferedMedia parse(String sdp) {
    String sessionId = "";
    List<Section> sections = new ArrayList<>();
    for (String line : sdp.lines().toList()) {
      if (line.startsWith("o=")) {
        String[] origin = line.split(" ", -1);
        sessionId = origin.length > 1 ? origin[1] : "";
      } else if (line.startsWith("m=")) {
        String[] media = line.substring(2).split(" ", -1);
        boolean isRejected = media.length > 1 && media[1].equals("0");
        sections.add(new Section(media[0], isRejected, ""));
      } else if (line.startsWith("a=mid:") && !sections.isEmpty()) {
        Section last = sections.removeLast();
        sections.add(
            new Section(last.media(), last.isRejected(), line.substring("a=mid:".length())));
      }
    }
    return new OfferedMedia(sessionId, byKind(sections));
  }

  private static Map<MediaKind, String> byKind(List<Section> sections) {
    Map<MediaKind, String> mids = new LinkedHashMap<>();
    List<MediaKind> video = new ArrayList<>(List.of(MediaKind.CAMERA, MediaKind.SCREEN));
    List<MediaKind> audio = new ArrayList<>(List.of(MediaKind.MICROPHONE));
    for (Section section : sections) {
      List<MediaKind> left =
          switch (section.media()) {
            case "audio" -> audio;
            case "video" -> video;
            default -> new ArrayList<>();
          };
      if (!left.isEmpty()) {
        MediaKind kind = left.removeFirst();
        if (!section.isRejected() && !section.mid().isEmpty()) {
          mids.put(kind, section.mid());
        }
      }
    }
    return mids;
  }
}
