package dev.ridewire.booking.adapter.geometry;

import dev.ridewire.booking.domain.city.BoundingBox;
import dev.ridewire.booking.domain.city.ServiceArea;
import dev.ridewire.geo.GeoPoint;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * A polygon, or several, with or without holes. Its sides are straight lines between degrees, as maps in Mercator's
 * projection draw them; over a city that is within metres of the great circle.
 */
public final class PolygonArea implements ServiceArea {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    /**
     * The largest extent of a city. A polygon across the date line exceeds it, because it goes around the world the
     * wrong way.
     */
    private static final double WIDEST_DEGREES = 10;

    private final Geometry geometry;
    private final PreparedGeometry prepared;
    /**
     * The same polygon with both axes in degrees of latitude, so that the nearest point of the border is the nearest in
     * metres.
     */
    private final Geometry undistorted;
    private final double widthOfLongitude;

    private PolygonArea(Geometry geometry) {
        this.geometry = geometry;
        this.prepared = PreparedGeometryFactory.prepare(geometry);
        this.widthOfLongitude = Math.cos(Math.toRadians(geometry.getEnvelopeInternal().centre().y));
        this.undistorted = geometry.copy();
        undistorted.apply((Coordinate point) -> point.x *= widthOfLongitude);
        undistorted.geometryChanged();
    }

    /**
     * The area inside a polygon in well-known text, longitude first: {@code POLYGON ((-74.02 40.70, …))}.
     *
     * @throws IllegalArgumentException if the text is no well-known text, or the polygon is open, crosses itself or is
     *         too large for a city
     */
    public static PolygonArea ofWellKnownText(String text) {
        Geometry geometry = parse(text);
        if (!(geometry instanceof Polygonal) || geometry.isEmpty()) {
            throw new IllegalArgumentException(
                    "area: %s (expected: POLYGON or MULTIPOLYGON)".formatted(geometry.getGeometryType()));
        }
        @Nullable
        TopologyValidationError error = new IsValidOp(geometry).getValidationError();
        if (error != null) {
            throw new IllegalArgumentException("area: %s near %s %s (expected: a polygon that does not cross itself)"
                    .formatted(error.getMessage(), error.getCoordinate().x, error.getCoordinate().y));
        }
        requireOnEarth(geometry.getEnvelopeInternal());
        return new PolygonArea(geometry);
    }

    @Override
    public boolean contains(GeoPoint place) {
        return prepared.covers(GEOMETRIES.createPoint(new Coordinate(place.lng(), place.lat())));
    }

    @Override
    public double metersTo(GeoPoint place) {
        var point = GEOMETRIES.createPoint(new Coordinate(place.lng() * widthOfLongitude, place.lat()));
        Coordinate nearest = new DistanceOp(undistorted, point).nearestPoints()[0];
        return place.metersTo(new GeoPoint(nearest.y, nearest.x / widthOfLongitude));
    }

    @Override
    public BoundingBox bounds() {
        Envelope envelope = geometry.getEnvelopeInternal();
        return new BoundingBox(envelope.getMinY(), envelope.getMinX(), envelope.getMaxY(), envelope.getMaxX());
    }

    /** Reports whether both areas have a place in common; their borders may touch. */
    public boolean overlaps(PolygonArea other) {
        return geometry.relate(other.geometry, "T********");
    }

    private static Geometry parse(String text) {
        var reader = new StringReader(text);
        Geometry first = read(reader);
        requireEnd(reader);
        return first;
    }

    /**
     * Refuses text after the first geometry, which the parser ignores: otherwise a part of the city would be missing.
     */
    private static void requireEnd(StringReader reader) {
        try {
            String rest = reader.readAllAsString().strip();
            if (!rest.isEmpty()) {
                throw new IllegalArgumentException(
                        "area: ends with %s (expected: one POLYGON or MULTIPOLYGON)".formatted(rest));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Geometry read(StringReader reader) {
        try {
            return Objects.requireNonNull(new WKTReader(GEOMETRIES).read(reader));
        } catch (ParseException e) {
            throw new IllegalArgumentException("area is no well-known text: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "area: %s (expected: rings that end where they begin)".formatted(e.getMessage()), e);
        }
    }

    private static void requireOnEarth(Envelope envelope) {
        boolean onEarth = envelope.getMinX() >= -180 && envelope.getMaxX() <= 180
                && envelope.getMinY() >= -85 && envelope.getMaxY() <= 85;
        if (!onEarth || envelope.getWidth() > WIDEST_DEGREES || envelope.getHeight() > WIDEST_DEGREES) {
            throw new IllegalArgumentException(
                    "area: longitudes %s..%s, latitudes %s..%s (expected: longitude first, %s degrees across at most)"
                            .formatted(envelope.getMinX(), envelope.getMaxX(), envelope.getMinY(), envelope.getMaxY(),
                                    WIDEST_DEGREES));
        }
    }
}
