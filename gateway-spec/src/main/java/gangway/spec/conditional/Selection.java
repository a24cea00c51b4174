package gangway.spec.conditional;

import module java.base;

import gangway.spec.Header;
import gangway.spec.Status;

/// What a client gets for its request: all, parts, nothing new, or a refusal.
public sealed interface Selection {

    /// Some of the content, in order: all of it, parts, or none.
    ///
    /// @param status  200, 206 or 304, or whatever an answer says that this is no business of
    /// @param headers end-to-end fields
    /// @param parts   of the content
    record Sent(Status status, List<Header> headers, List<Part> parts) implements Selection {
        /// Copies the lists.
        public Sent {
            headers = List.copyOf(headers);
            parts = List.copyOf(parts);
        }

        /// @return how many bytes of content there are
        public long length() {
            return parts.stream().mapToLong(Part::length).sum();
        }
    }

    /// An answer without any of the content.
    ///
    /// @param status 412 or 416
    /// @param reason a line for the client
    /// @param fields that the status asks for
    record Refused(Status status, String reason, List<Header> fields) implements Selection {
        /// Copies the list.
        public Refused {
            fields = List.copyOf(fields);
        }
    }

    /// A piece of content.
    sealed interface Part {
        /// @return how many bytes it has
        long length();
    }

    /// A piece that stands between slices.
    ///
    /// @param bytes at least one; not copied
    record Text(byte[] bytes) implements Part {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /// A piece of the representation.
    ///
    /// @param position of its first byte
    /// @param length   how many bytes it has; 0 only where the whole has none
    record Slice(long position, long length) implements Part {
    }

    /// All of it.
    ///
    /// @param status  of the answer
    /// @param headers its fields
    /// @param size    of the representation, in bytes
    /// @return what is sent to a client that asked for nothing less
    static Sent whole(Status status, List<Header> headers, long size) {
        return new Sent(status, headers, List.of(new Slice(0, size)));
    }
}
