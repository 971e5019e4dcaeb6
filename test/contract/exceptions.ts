/**
 * Bodies that do not pass, each with the reason. One that starts to pass must leave this list: the suite says so.
 * Folders are those of the reference material, except `schemas/`.
 */
export const exceptions: Readonly<Record<string, string>> = {
  'schemas/rook/samples/health_score/version-1.json':
    'A score of version 1 has no client_uuid, and only version 2 documents are signed (rook/FACTS 2.22, 3).',
  'schemas/rook/samples/health_score/version-1-partial.json':
    'A score of version 1 has no client_uuid, and only version 2 documents are signed (rook/FACTS 2.22, 3).',
  'providers/rook/samples/webhook.health_score.1.json':
    'A score of version 1 has no client_uuid, and only version 2 documents are signed (rook/FACTS 2.22, 3).',
  'providers/vital/samples/daily.data.glucose.created.1.json':
    'Written by hand by a third party: timezone_offset is the text "null" (vital SOURCES.md).',
  'providers/vital/samples/daily.data.glucose.created.2.json':
    'Written by hand by a third party: timezone_offset is the text "null" (vital SOURCES.md).',
  'providers/terra/samples/activity.4.json':
    'Written by hand by a third party: metadata lacks summary_id, the identity of the record.',
  'providers/terra/samples/daily.5.json': 'Written by hand by a third party: metadata lacks end_time.',
  'providers/terra/samples/nutrition.2.json': 'Written by hand by a third party: user lacks user_id.',
  'providers/terra/samples/sleep.8.json': 'Written by hand by a third party: user lacks user_id.',
  'providers/terra/samples/user_reauth.4.json': 'Written by hand by a third party: old_user lacks provider.',
  'providers/vital/samples/composed/daily.data.activity.created.2.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.created.3.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.created.4.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.created.5.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.created.6.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.created.7.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.updated.2.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.updated.4.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.updated.5.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.updated.6.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.activity.updated.7.json':
    'Composed from an old answer of the API, whose records had no id: the identity of the record.',
  'providers/vital/samples/composed/daily.data.respiratory_rate.updated.1.json':
    'Composed from a vendor example without timestamp, which its own schema requires of a point sample.',
  'providers/vital/samples/composed/labtest.appointment.created.3.json':
    'Composed from a docs example that lacks order_id, the order that the appointment is of.',
};
