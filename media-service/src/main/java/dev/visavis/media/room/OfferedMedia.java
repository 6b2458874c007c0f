package dev.visavis.media.room;

import dev.visavis.media.MediaKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parts of a device's SDP that matter here (RFC 8866, RFC 9143).
///
/// @param sessionId of the `o=` line: two offers of one RTCPeerConnection have the same, those of
///     two connections do not
/// @param sections in their order
/// @param candidates how many ICE candidates it names
public record OfferedMedia(String sessionId, List<Section> sections, int candidates) {
  /// More than a device needs: it sends a microphone, a camera and a screen.
  static final int MOST_SECTIONS = 8;

  /// The media server tries each of them, so one device could make it send to many addresses.
  static final int MOST_CANDIDATES = 100;

  private static final int MOST_MID_LENGTH = 32;

  /// @param media `audio`, `video` or another
  /// @param mid empty if it has none
  record Section(String media, boolean isRejected, String mid) {
    Section rejected() {
      return new Section(media, true, mid);
    }
  }

  /// Never fails: what it does not understand is left out. [#objection] and the media server check
  /// the rest.
  public static OfferedMedia parse(String sdp) {
    String sessionId = "";
    List<Section> sections = new ArrayList<>();
    int candidates = 0;
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
      } else if (line.startsWith("a=candidate:")) {
        candidates++;
      }
    }
    return new OfferedMedia(sessionId, List.copyOf(sections), candidates);
  }

  /// Why the media server is not to see this offer; empty if it may. Each section costs it memory,
  /// and two with one name cannot be told apart by those who receive them.
  Optional<String> objection() {
    if (sections.size() > MOST_SECTIONS) {
      return Optional.of("the offer has more than " + MOST_SECTIONS + " sections");
    }
    if (hasTooManyCandidates()) {
      return Optional.of("the offer has more than " + MOST_CANDIDATES + " candidates");
    }
    Set<String> mids = new HashSet<>();
    for (Section section : sections) {
      if (!section.media().equals("audio") && !section.media().equals("video")) {
        return Optional.of("the offer has a section that is neither audio nor video");
      }
      if (section.mid().length() > MOST_MID_LENGTH) {
        return Optional.of("the offer has a mid of more than " + MOST_MID_LENGTH + " characters");
      }
      if (!section.mid().isEmpty() && !mids.add(section.mid())) {
        return Optional.of("the offer has two sections with the same mid");
      }
    }
    return Optional.empty();
  }

  boolean hasTooManyCandidates() {
    return candidates > MOST_CANDIDATES;
  }

  /// The offer without the sections that its answer rejects (RFC 3264: they have the same order).
  OfferedMedia acceptedBy(String answerSdp) {
    List<Section> answered = parse(answerSdp).sections();
    List<Section> accepted = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      boolean isRejected = i < answered.size() && answered.get(i).isRejected();
      accepted.add(isRejected ? sections.get(i).rejected() : sections.get(i));
    }
    return new OfferedMedia(sessionId, accepted, candidates);
  }

  /// The mids of the sections to be used, by kind: the first audio is the microphone, the first
  /// video the camera, the second the screen. A rejected section keeps its place.
  public Map<MediaKind, String> mids() {
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
