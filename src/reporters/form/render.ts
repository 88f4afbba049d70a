import type { FormKind } from '../../core/form-kinds.ts';
import type { Form } from '../../doctor/form/form.ts';

/** Each is loaded when it is asked for. */
const RENDERERS: Readonly<Record<FormKind, () => Promise<(form: Form) => string>>> = {
  yaml: async () => (await import('./yaml.ts')).renderYamlForm,
  markdown: async () => (await import('./markdown.ts')).renderMarkdownForm,
  html: async () => (await import('./page/page.ts')).renderPageForm,
};

/** The form as a file of that kind holds it, ending with a newline. */
export async function renderForm(form: Form, kind: FormKind): Promise<string> {
  return (await RENDERERS[kind]())(form);
}
