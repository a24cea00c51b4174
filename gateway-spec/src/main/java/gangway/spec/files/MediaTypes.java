package gangway.spec.files;

import module java.base;

/// The media type of a file, told by the end of its name.
final class MediaTypes {

    /// A type, and the ends that mean it. Text is taken to be UTF-8.
    private static final String TABLE = """
        text/html               html htm
        text/css                css
        text/javascript         js mjs
        text/plain              txt text log java conf ini properties
        text/markdown           md markdown
        text/csv                csv
        text/calendar           ics
        text/vtt                vtt
        application/json        json map
        application/ld+json     jsonld
        application/manifest+json  webmanifest
        application/xml         xml xsl
        application/atom+xml    atom
        application/rss+xml     rss
        application/xhtml+xml   xhtml
        application/pdf         pdf
        application/wasm        wasm
        application/zip         zip
        application/gzip        gz tgz
        application/x-tar       tar
        application/x-bzip2     bz2
        application/x-xz        xz
        application/zstd        zst
        application/java-archive  jar
        application/epub+zip    epub
        application/rtf         rtf
        application/vnd.openxmlformats-officedocument.wordprocessingml.document   docx
        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet         xlsx
        application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
        image/png               png
        image/jpeg              jpg jpeg
        image/gif               gif
        image/webp              webp
        image/avif              avif
        image/svg+xml           svg
        image/x-icon            ico
        image/bmp               bmp
        image/tiff              tif tiff
        font/woff2              woff2
        font/woff               woff
        font/ttf                ttf
        font/otf                otf
        audio/mpeg              mp3
        audio/ogg               ogg oga opus
        audio/wav               wav
        audio/flac              flac
        audio/mp4               m4a
        video/mp4               mp4 m4v
        video/webm              webm
        video/ogg               ogv
        video/quicktime         mov
        """;

    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_END = read();

    private MediaTypes() {
    }

    /// @param name of a file
    /// @return its type, as a Content-Type has it
    static String of(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.contains(".") ? BY_END.getOrDefault(end, UNKNOWN) : UNKNOWN;
    }

    private static Map<String, String> read() {
        var types = new HashMap<String, String>();
        for (String line : TABLE.split("\n")) {
            String[] words = line.split(" +");
            String type = words[0].startsWith("text/") ? words[0] + "; charset=utf-8" : words[0];
            for (int i = 1; i < words.length; i++) types.put(words[i], type);
        }
        return Map.copyOf(types);
    }
}
