// What the API's slugs are called on the page.

const STATES = {
  SCHEDULED: 'Scheduled', REQUESTED: 'Requested', DRIVER_ASSIGNED: 'Driver on the way', DRIVER_ARRIVED: 'At the pickup',
  IN_PROGRESS: 'Under way', COMPLETED: 'Completed', CANCELLED: 'Cancelled', NO_DRIVER_AVAILABLE: 'No driver found',
};

const RULES = {
  'schedule-missed': 'Its time has come, and it was not requested',
  'search-not-started': 'Dispatch has not started the search',
  'long-search': 'The rider has waited long for a driver',
  'search-overdue': 'The search should have ended',
  'answer-overdue': 'The offer should have expired',
  'result-not-applied': 'Booking has not applied dispatch’s result',
  'driver-late': 'The driver should have been at the pickup',
  'rider-absent': 'The driver waits long at the pickup',
  'long-trip': 'The trip takes longer than trips do',
  'fare-open': 'The fare has not been settled',
};

const EVENTS = {
  RideScheduled: 'Ride scheduled', RideRequested: 'Ride requested', DriverAssigned: 'Driver assigned',
  DriverArrived: 'Driver at the pickup', RideStarted: 'Trip started', RideCompleted: 'Trip completed',
  RideCancelled: 'Ride cancelled', DriverCancelled: 'Driver gave the ride back', NoDriverFound: 'No driver found',
  FareSettled: 'Fare settled', SearchStarted: 'Search started', OfferMade: 'Driver asked',
  OfferDeclined: 'Driver declined', OfferExpired: 'Driver did not answer', MatchAssigned: 'Driver accepted',
  MatchFailed: 'Search ended without a driver', MatchClosed: 'Search closed', TripMeasured: 'Trip measured',
  DriverOffered: 'Driver holds an offer', DriverEngaged: 'Driver is engaged', DriverReleased: 'Driver is free again',
};

export const OPEN_STATES = ['SCHEDULED', 'REQUESTED', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'IN_PROGRESS'];
export const ALL_STATES = Object.keys(STATES);
export const LANES = ['rider', 'booking', 'dispatch', 'driver', 'tracking'];

export const stateName = state => STATES[state] ?? spaced(state);
export const ruleName = rule => RULES[rule] ?? spaced(rule);
export const eventName = type => EVENTS[type] ?? spaced(type);
export const shortId = id => id.slice(-8);

function spaced(slug) {
  const words = slug.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The details of an event that a dispatcher asks about, in a few words. */
export function eventDetail(event) {
  const d = event.details;
  const parts = [];
  if (d.driverId && event.aggregate !== 'driver') parts.push(d.driverId);
  if (event.aggregate === 'driver') parts.push(event.aggregateId);
  if (event.type === 'OfferMade' && d.pickupEtaSeconds) parts.push(`${Math.round(d.pickupEtaSeconds / 60)} min away`);
  if (d.reason) parts.push(d.by ? `${d.by.toLowerCase()}: ${d.reason}` : d.reason);
  if (event.type === 'FareSettled' && d.fee) parts.push(d.fee);
  if (event.type === 'TripMeasured') parts.push(`${(d.distanceMeters / 1000).toFixed(1)} km`);
  if (d.attempt > 1 && event.aggregate !== 'driver') parts.push(`attempt ${d.attempt}`);
  return parts.join(' · ');
}
