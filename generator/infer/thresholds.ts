/** Every number that inference turns on. docs/inference.md says why each is what it is. */
export const thresholds = {
  /** Sample digests kept per fact: counts are exact up to here and estimated beyond. */
  evidence: 64,
  /** Distinct texts kept per place; one more and it is not an enumeration. */
  distinctValues: 48,
  /** Members kept per object; one more and the object is a map. */
  members: 600,
  /** Samples that must show integers, and nothing else, before a number is called an integer. */
  integer: 8,
  /** Below this many samples, a member is nullable if one of the same name is null elsewhere. */
  nullPriorSupport: 10,
  /** The share of samples in which a member name is null before its name counts as evidence. */
  nullPriorShare: 0.1,
  /** The same for members that hold lists or objects, whose names are more general (`data`). */
  nullPriorShareNested: 0.2,
  /** The share of the smaller object's members that the other one must have too before a null in it tells anything. */
  nullPriorBeside: 0.5,
  /** Samples that must show a fixed-length array before it is a tuple. */
  tuple: 3,
  /** The longest array that may be a tuple. */
  tupleLength: 4,
  /** Samples with a text before a member whose name tells a category may be an enumeration. */
  categorySupport: 3,
  /** Samples with a text before any other member may be an enumeration. */
  enumSupport: 6,
  /** Samples per distinct text that an enumeration without a telling name needs. */
  enumRepetition: 3,
  /** The largest share of texts seen once (Good-Turing: the chance that the next one is new). */
  enumNovelty: 0.02,
  /** The most members an enumeration may have. */
  enumMembers: 24,
  /** Distinct keys, none of them in every object, that make an object with word keys a map. */
  mapKeys: 6,
  /** The largest share of a map's keys that one object has on average. */
  mapDensity: 0.5,
  /** Samples needed to call an object with word keys a map. */
  mapSupport: 3,
  /** The least share of all members that the objects in a map have on average. */
  mapAlike: 0.6,
  /** The least share of members that two shapes must have in common to become one type. */
  similarity: 0.8,
  /** Members that a shape must have before it is compared with others. */
  similarMembers: 3,
  /** Samples with a text before it counts as one that decides which other members are there. */
  variantSupport: 3,
  /** Samples that must agree before a member's presence is held to be decided by a tag. */
  variantTotal: 8,
} as const;
