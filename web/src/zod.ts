import { z } from 'zod';

// The checker would try whether it may make code of text, which the page's content policy reports as a violation.
z.config({ jitless: true });

export { z };
