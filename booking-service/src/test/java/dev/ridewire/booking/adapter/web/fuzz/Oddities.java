package dev.ridewire.booking.adapter.web.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Values that nobody sends who means well, by the place where they are sent. */
final class Oddities {
    /** JSON as somebody writes it who does not care for JSON, or does so too well. */
    static final List<String> VALUES = linesAnd("""
            null
            true
            0
            -1
            1.5
            -0.0
            90.0000001
            180
            1e400
            -1e400
            1e-400
            1e999999999
            NaN
            Infinity
            -Infinity
            2147483648
            9223372036854775808
            0x28
            01
            +1
            1.
            .5
            ""
            "NaN"
            "40.7"
            "-1.00"
            "0.0001"
            "\\ud83d"
            "\\ude95\\ud83d"
            "\\u0000"
            "🚕👩🏽‍🦽"
            "\u202Eשלום"
            "٤٢"
            "é"
            "１２３４"
            "2026-02-30T10:00:00Z"
            "+999999999-12-31T23:59:59Z"
            []
            {}
            [null]
            [[[[[[1]]]]]]
            {"lat":0,"lng":0,"lat":1}
            '1'
            /**/1
            "
            undefined
            \uFEFF1
            """, "\"\u0007\"", "9".repeat(400), "9".repeat(2_000), quoted("9".repeat(60)), quoted("x".repeat(40_000)),
            quoted("🚕".repeat(501)), "[".repeat(2_000) + "]".repeat(2_000),
            "{\"a\":".repeat(600) + "1" + "}".repeat(600));
    static final List<String> BODIES = linesAnd("""
            null
            []
            "ride"
            {}{}
            {"a":1,}
            <ride/>
            a=1&b=2
            {
            ]
            {"pickup":
            "\\
            {"":null}
            {"__proto__":{"x":1}}
            {"@class":"java.lang.Runtime"}
            \uFEFF{}
            """, "", " \n ", "\u0000", "x".repeat(66_000), "[" + quoted("x".repeat(200_000)) + "]",
            quoted("x".repeat(1_000_000)));
    static final List<String> CONTENT_TYPES = linesAnd("""
            text/plain
            application/xml
            application/x-www-form-urlencoded
            multipart/form-data
            multipart/form-data; boundary=x
            application/json;charset=klingon
            application/json; charset=utf-16
            application/json;charset=iso-8859-1
            application/json;;;=
            application/json, text/plain
            application/problem+json
            application/vnd.ridewire+json
            application/x-ndjson
            application/cbor
            application/octet-stream
            application/*
            text/event-stream
            APPLICATION/JSON
            nonsense
            /
            */*
            """, "");
    static final List<String> ACCEPTS = linesAnd("""
            text/html
            image/*
            */*;q=0
            application/json;q=2
            application/json;charset=utf-16
            application/xml, */*;q=0.1
            application/problem+json
            application/vnd.ridewire+json
            application/x-ndjson
            application/cbor
            text/event-stream
            nonsense
            ,,,
            """, "");
    static final List<String> IDS = linesAnd("""
            1
            -1
            null
            %20
            %00
            %2F
            ..%2f..
            ;x=1
            *
            %F0%9F%9A%95
            %E2%80%AE
            %D9%A4
            %ff%fe
            %zz
            1-1-1-1-1
            00000000-0000-0000-0000-00000000000g
            '%20or%201=1--
            """, "x".repeat(3_000), "x".repeat(6_000));
    /** Values of headers that the API reads. */
    static final List<String> HEADER_VALUES = linesAnd("""
            ""
            *
            1
            "1
            W/"1"
            "1","2"
            ,
            "\\""
            with space
            a\tb
            \u00e9\u00ff
            null
            '; drop table ride; --
            """, "", " ", quoted("9".repeat(40)), "k".repeat(255), "k".repeat(256), "k".repeat(4_000));
    /** Headers that the API does not read, or not twice. */
    static final List<String> HEADER_LINES = linesAnd("""
            Expect: 100-continue
            Content-Encoding: gzip
            Accept-Language: tlh, *;q=x
            Accept-Encoding: br;q=9
            Accept-Charset: utf-7
            X-HTTP-Method-Override: DELETE
            X-Forwarded-For: ::::
            X-Forwarded-Port: many
            X-Forwarded-Proto: gopher
            Forwarded: for="
            Range: bytes=9-1
            If-Modified-Since: yesterday
            If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT
            If-None-Match: *
            If-Match: nonsense
            Idempotency-Key: second
            Origin: null
            Origin: https://elsewhere.test
            Cookie: =;;=\u00ff
            traceparent: 00-0-0-0
            tracestate: ,=,
            baggage: %
            Upgrade: h2c
            Upgrade: websocket
            TE: trailers
            Host: elsewhere.test
            X-Empty:
            : nameless
            no colon
            """, "X-Nul: a\u0000b", "X-Long: " + "x".repeat(9_000));
    static final List<String> AUTHORIZATIONS = linesAnd("""
            Bearer
            Bearer x
            Bearer a.b.c
            Bearer e30.e30.
            Bearer eyJhbGciOiJub25lIn0.e30.
            Bearer \u00e9
            bearer null
            Basic YTpi
            Digest x
            """, "", "Bearer " + "a".repeat(5_000));
    static final List<String> QUERIES = linesAnd("""
            limit=0
            limit=-1
            limit=101
            limit=2147483648
            limit=1e1
            limit=
            limit
            limit=20&limit=1
            limit=%00
            limit=%D9%A3
            limit[]=1
            cursor=
            cursor=AAAA
            cursor=%F0%9F%9A%95
            cursor=%
            cursor=a&cursor=b
            state=ACTIVE
            state=
            from=0000-00-00
            from=-999999999-01-01
            from=%2B999999999-12-31
            to=2026-02-30
            to=2026-11-01T00:00:00Z
            from=2026-11-01&to=2026-10-01
            =
            &&&
            %
            a=%zz
            \u00e9
            {}=[]|
            """, "x=" + "y".repeat(3_000), "x".repeat(6_000));
    static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW", "get");

    private Oddities() {}

    private static List<String> linesAnd(String lines, String... others) {
        return Stream.concat(lines.lines(), Stream.of(others)).toList();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
