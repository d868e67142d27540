import ts from 'typescript';

/** The part of a text that another text replaces. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Returns a module of TypeScript with generated code in the place of its schemas and validators:
 * an exported validator is imported from `moduleOf(name)`, an exported schema is the JSON of its
 * value, and other schemas are marked as pure, so that esbuild leaves them out.
 * @param values exports of the module
 * @throws Error for a call of validatorOf that does not initialize an exported constant
 */
export function rewriteSchemas(
  source: string,
  values: Readonly<Record<string, unknown>>,
  moduleOf: (name: string) => string,
): string {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest);
  const edits = file.statements.flatMap((statement): Edit[] => {
    const [start, end] = [statement.getStart(file), statement.end];
    if (ts.isImportDeclaration(statement)) {
      const from = statement.moduleSpecifier.getText(file);
      return from.endsWith("schema/validator.ts'") ? [{ start, end, text: '' }] : [];
    }
    if (!ts.isVariableStatement(statement)) return [];
    const { name, initializer } = statement.declarationList.declarations[0] ?? {};
    const [id = '', value = ''] = [name, initializer].map(node => node?.getText(file));
    if (statement.modifiers !== undefined && value.startsWith('validatorOf(')) {
      return [{ start, end, text: `import ${id} from ${JSON.stringify(moduleOf(id))}; export { ${id} };` }];
    }
    if (initializer === undefined || !value.includes('Type.')) return [];
    const schema = values[id];
    const text = typeof schema === 'object' ? JSON.stringify(schema) : `/* @__PURE__ */ (() => (${value}))()`;
    return [{ start: initializer.getStart(file), end: initializer.end, text }];
  });
  const rewritten = edits.reduceRight(
    (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
    source,
  );
  if (rewritten.includes('validatorOf(')) throw new Error('a validator has to be an exported constant');
  return rewritten;
}
