import { Component, type ReactNode } from 'react';
import { ErrorState } from './states';

interface Props {
  children: ReactNode;
}

/** Keeps a fault of one panel inside it. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === null ? (
      this.props.children
    ) : (
      <ErrorState what="This part" error={this.state.error} onRetry={() => this.setState({ error: null })} />
    );
  }
}
